// A phone in the model: a store that outlives restarts, a clock that may be wrong, and the product's own outbox and sender.
import { real, simple } from './sealing.mjs';

export class MemoryStore {
  constructor() { this.stores = { keys: new Map(), outbox: new Map() }; this.names = { keys: 'owner', outbox: 'id' }; }
  async get(store, key) { return this.stores[store].get(key); }
  async all(store) { return [...this.stores[store].values()]; }
  async put(store, row) { this.stores[store].set(row[this.names[store]], row); }
  async remove(store, key) { this.stores[store].delete(key); }
  async change(store, key, change) {
    const row = change(this.stores[store].get(key));
    if (row) this.stores[store].set(key, row);
    return row;
  }
  clear() { this.stores.keys.clear(); this.stores.outbox.clear(); }
}

export class Phone {
  constructor(name, world, modules) {
    Object.assign(this, { name, world, modules, store: new MemoryStore(), offset: 0, jumps: 0, cookie: null, page: null, told: [], epoch: 0, keys: 0 });
    this.clock = { now: () => world.time + this.offset };
    this.uuid = () => `${name}-${world.next()}`;
    this.start();
  }

  // A browser that starts: nothing of the one before runs on. Two tabs, each with a sender.
  start() {
    this.epoch += 1;
    const epoch = this.epoch;
    const { world, store, clock, uuid } = this;
    const sealing = world.seed % 50 === 0 ? real(this.modules.seal, world) : simple;
    let chain = Promise.resolve();
    const locked = (run) => { const mine = chain.then(() => run(async () => {})); chain = mine.catch(() => {}); return mine; };
    const lock = world.locks ? locked : (run) => run(async () => {});
    this.outbox = this.modules.makeOutbox({ store, sealing, clock, uuid });
    const transport = {
      who: () => world.net.ask(this, epoch, (cookie) => ({ ...world.server.who(cookie, world.time) })),
      deliver: (record, body, token) => {
        const copy = JSON.parse(JSON.stringify(body));
        return world.net.ask(this, epoch, (cookie) => world.deliver(this, cookie, token, record, copy), true);
      },
    };
    const keyFor = (owner) => this.key(owner);
    const tell = (event) => { if (event.id && epoch === this.epoch) this.told.push(event); };
    this.senders = [0, 1].map(() => this.modules.makeSender({ outbox: this.outbox, keyFor, transport, clock, lock, tell }));
  }

  // As keyring.js does: the key lies here, or the server gives it to the one who is signed in.
  async key(owner) {
    const row = await this.store.get('keys', owner);
    if (row?.key) return row.key;
    const person = this.world.server.sessions.get(this.cookie);
    if (this.world.server.people.get(person) !== owner) throw new Error('somebody else is signed in');
    const key = `key ${this.name} ${owner} ${this.keys}`;
    await this.store.put('keys', { owner, key });
    return key;
  }

  async forget() {
    for (const { owner } of await this.store.all('keys')) await this.store.put('keys', { owner });
  }
}
