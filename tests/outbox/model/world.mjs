// Two people, two phones, three records, and everything that may go wrong between them, in an order that a seed decides.
import { FATES, Net } from './net.mjs';
import { Phone } from './phone.mjs';
import { Random } from './random.mjs';
import { Server } from './server.mjs';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const START = Date.UTC(2026, 0, 1);

export class World {
  constructor(seed, modules) {
    Object.assign(this, { seed, random: new Random(seed), time: START, count: 0, ledger: [], faults: [], evicted: new Set(), keyless: new Set(), restored: 0, sealing: 0 });
    this.locks = this.random.chance(0.7);
    this.server = new Server(new Map([['A', 'mark of A'], ['B', 'mark of B']]));
    this.server.own = new Map([['record of A', 'A'], ['record of B', 'B'], ['record of C', 'C']]);
    this.server.rights = [{ person: 'A', record: 'record of C', from: START - DAY, to: Infinity }];
    this.server.asked = new Set(['walk', 'weigh']);
    this.net = new Net(this);
    this.phones = ['one', 'two'].map((name) => new Phone(name, this, modules));
    this.phones.forEach((phone, place) => this.signIn(phone, 'AB'[place]));
  }

  // Whether the clock was set between the writing and any sending, or may have been: then nobody can know the moment.
  wrongClock(line) { return line.jumps !== line.phone.jumps; }
  old(line) { return this.time - line.at > 10 * DAY; } // by a clock that may have been set by four days
  next() { this.count += 1; return this.count; }

  deliver(phone, cookie, token, record, body) {
    return this.server.deliver(cookie, token, record, body, this.time);
  }

  // Everything has gone as far as it can without the network. A tick asked for by a promise comes when all promises are through,
  // at a third of the price of a turn of the loop; only real cryptography needs turns.
  async drained() {
    await null;
    await new Promise((resolve) => { process.nextTick(resolve); });
    while (this.sealing > 0) await new Promise((resolve) => { setImmediate(resolve); });
  }

  async run(length) {
    for (let step = 0; step < length; step += 1) {
      const act = this.random.pick(ACTS);
      this[act](this.random.pick(this.phones));
      this.time += this.random.chance(0.1) ? this.random.below(3 * DAY) : this.random.below(2 * MINUTE);
      await this.drained();
      if (this.random.chance(0.6)) this.net.step(this.random, this.random.pick(FATES));
      await this.drained();
    }
    await this.calm();
  }

  write(phone) {
    if (!phone.page) return;
    const { owner, record, person } = phone.page;
    const n = this.next();
    const answer = this.random.chance(0.3);
    const content = answer
      ? { measure: this.random.pick(['walk', 'weigh', 'gone']), due_on: String(this.random.below(2)), state: this.random.pick(['done', 'skipped', 'open']), n: String(n) }
      : { zone: this.random.pick(['green', 'yellow', 'red']), n: String(n) };
    if (!answer && this.random.chance(0.2)) content.unlikely = 'yes';
    if (!answer && this.random.chance(0.05)) content.bad = 'yes';
    const former = this.random.chance(0.1) && this.ledger.filter((line) => line.owner === owner && line.record === record && line.phone === phone).pop();
    const item = { id: former ? former.id : phone.uuid(), kind: answer ? 'answer' : 'check-in', owner, record, content };
    const line = { n: String(n), form: former ? former.form : item.id, person, owner, record, phone, at: this.time, jumps: phone.jumps, content };
    this.save(phone, { ...item, measured_at: new Date(phone.clock.now()).toISOString() }, line);
  }

  // The same words pressed twice, with no other words from the same form in between.
  press(phone) {
    const line = this.ledger.filter((each) => each.phone === phone && each.item && !each.content.bad && !this.keyless.has(each.id)).pop();
    if (line && !this.ledger.some((each) => each.form === line.form && Number(each.n) > Number(line.n) && each !== line) && phone.page?.owner === line.owner) this.save(phone, line.item, line);
  }

  // What was asked about, or refused, comes back to the form and is sent with better words.
  mend(phone) {
    const line = this.ledger.find((each) => each.phone === phone && each.owner === phone.page?.owner && phone.store.stores.outbox.get(each.id)?.mend);
    if (!line) return;
    const { n, unlikely, bad, ...rest } = line.content;
    const better = { ...rest, n: String(this.next()) };
    const mended = { ...line, n: better.n, content: better, at: this.time, jumps: phone.jumps };
    this.save(phone, { ...line.item, content: better, measured_at: new Date(phone.clock.now()).toISOString() }, mended);
  }

  async save(phone, item, line) {
    const { outbox, epoch } = phone;
    const key = await phone.key(item.owner).catch(() => null);
    if (!key) return;
    const refused = [...phone.store.stores.outbox.values()].filter((row) => row.mend && (row.id === item.id || row.form === item.id));
    const row = await outbox.save(key, item);
    const replaced = refused.filter(({ id }) => !phone.store.stores.outbox.has(id) && !this.evicted.has(id));
    for (const each of this.ledger) if (replaced.some(({ id }) => each.id === id)) each.gone = true; // by the writer's own better words
    if (!this.ledger.includes(line)) this.ledger.push(line);
    Object.assign(line, { id: row.id, item: { ...item, id: row.id } });
    if (epoch === phone.epoch && this.random.chance(0.7)) phone.senders[this.random.below(2)].send({ present: [row.id] }).catch((error) => this.faults.push(String(error)));
  }

  open(phone) { phone.senders[this.random.below(2)].send({ again: true }).catch((error) => this.faults.push(String(error))); }
  tick(phone) { phone.senders[this.random.below(2)].send().catch((error) => this.faults.push(String(error))); }
  network() { this.net.step(this.random, this.random.pick(FATES)); }
  late() { this.net.arriveLate(this.random); }
  restart(phone) { phone.start(); }
  subject(phone) { if (phone.page) this.turn(phone, phone.page.person); }
  expire(phone) { if (this.random.chance(0.5)) this.server.sessions.delete(phone.cookie); }
  weeks() { if (this.random.chance(0.2)) this.time += 30 * DAY; }

  clockJump(phone) {
    if (!this.random.chance(0.4)) return;
    phone.offset = this.random.pick([0, 2 * DAY, -2 * DAY, this.random.below(2 * DAY) - DAY]);
    phone.jumps += 1;
  }

  // With or without signing out first; what lies unsent is kept for its owner.
  switchPerson(phone) {
    const person = this.random.pick(['A', 'B']);
    if (this.random.chance(0.7)) { phone.forget(); this.server.sessions.delete(phone.cookie); phone.page = null; }
    this.signIn(phone, person);
  }

  signIn(phone, person) {
    phone.cookie = `cookie ${this.next()}`;
    this.server.sessions.set(phone.cookie, person);
    if (this.random.chance(0.8)) this.turn(phone, person); // else the page of the one before stands open
  }

  turn(phone, person) {
    const records = person === 'A' ? ['record of A', 'record of C'] : ['record of B'];
    phone.page = { person, owner: this.server.people.get(person), record: this.random.pick(records) };
  }

  revoke() {
    const open = this.server.rights.find((right) => right.to === Infinity);
    if (open) open.to = this.time;
    else this.server.rights.push({ person: 'A', record: 'record of C', from: this.time, to: Infinity });
  }

  evict(phone) {
    if (!this.random.chance(0.15)) return;
    for (const id of phone.store.stores.outbox.keys()) this.evicted.add(id);
    phone.store.clear();
  }

  // The server gives this phone another key: its own was ended. What is sealed with the old one stays, and is shown.
  newKey(phone) {
    if (!this.random.chance(0.1)) return;
    for (const { id } of phone.store.stores.outbox.values()) this.keyless.add(id);
    phone.keys += 1;
    phone.forget();
  }

  snapshot() { this.kept = this.server.copy(); this.keptAt = this.time; }

  // From a copy of the last days. What was sent before an older one is no longer on any phone.
  restore() { if (this.kept && this.time - this.keptAt < 10 * DAY && this.random.chance(0.3)) { this.server.state = this.kept; this.kept = undefined; this.restored += 1; } }

  // The weather clears: everybody signs in on both phones, and the phones send until nothing changes.
  async calm() {
    for (const phone of this.phones) phone.start();
    for (let late = this.net.late.length; late > 0; late -= 1) this.net.arriveLate(this.random);
    for (let round = 0; round < 3; round += 1) {
      for (const phone of this.phones) {
        for (const person of ['A', 'B']) {
          await phone.forget();
          this.signIn(phone, person);
          const sending = phone.senders[0].send({ again: round > 0 });
          const over = sending.then(() => true, (error) => this.faults.push(String(error)));
          for (let calls = 0; calls < 60 && !(await Promise.race([over, this.drained()])); calls += 1) this.net.step(this.random, 'well');
        }
      }
      this.time += 11 * MINUTE;
    }
  }
}

const ACTS = [
  'write', 'write', 'write', 'write', 'network', 'network', 'network', 'network', 'open', 'tick', 'late', 'restart', 'subject', 'press', 'mend', 'mend', 'newKey',
  'switchPerson', 'revoke', 'evict', 'clockJump', 'snapshot', 'restore', 'expire', 'weeks',
];
