// The server as the protocol sees it, small enough to run a million times. tests/outbox/test_conformance.py holds it against
// the real one, answer for answer.
const SLACK = 120_000;
const BEGINNING = Date.UTC(2020, 0, 1); // what comes out before it is a clock that had lost the time

export class Server {
  constructor(people) {
    this.people = people; // person → owner mark
    this.state = { receipts: new Map(), checkIns: new Map(), occurrences: new Map(), quarantine: new Map() };
    this.rights = []; // { person, record, from, to }
    this.own = new Map(); // record → person
    this.sessions = new Map(); // cookie → person
    this.asked = new Set(); // measures the plan asks for
  }

  copy() {
    return Object.fromEntries(Object.entries(this.state).map(([name, rows]) => [name, new Map([...rows].map(([id, row]) => [id, { ...row }]))]));
  }

  who(cookie, now) {
    return { owner: this.people.get(this.sessions.get(cookie)) ?? null, token: cookie, now: new Date(now).toISOString() };
  }

  deliver(cookie, token, record, body, now) {
    const person = this.sessions.get(cookie);
    if (!person) return { status: 401, body: null };
    if (token !== cookie) return { status: 400, body: null };
    if (!this.may(person, record, now) && !this.rights.some((each) => each.person === person && each.record === record)) return { status: 404, body: null };
    const owner = this.people.get(person);
    if (body.owner !== owner || body.items.some((item) => item.owner !== owner)) return { status: 409, body: null };
    const results = body.items.map((item) => this.receive(person, record, item, body, now));
    const has = (id) => { const row = this.state.receipts.get(id); return row && row.person === person && row.record === record; };
    return { status: 200, body: { owner, now: new Date(now).toISOString(), results, missing: body.known.filter((id) => !has(id)) } };
  }

  may(person, record, at) {
    return this.own.get(record) === person
      || this.rights.some((each) => each.person === person && each.record === record && each.from <= at && at < each.to);
  }

  receive(person, record, item, body, now) {
    if (item.record !== record) return { id: item.id, outcome: 'not-yours' };
    if (item.content.bad || (item.present && item.content.unlikely)) return { id: item.id, outcome: 'invalid', errors: ['mend it'] };
    const heard = body.heard && Date.parse(body.heard) <= now + SLACK ? Date.parse(body.heard) : now;
    const offset = heard - Date.parse(body.now);
    const put = Date.parse(item.measured_at) + (Math.abs(offset) > SLACK ? offset : 0);
    const at = put < BEGINNING ? now : Math.min(put, now);
    return this.receiveAs(person, record, item, at, now, item.id);
  }

  receiveAs(person, record, item, at, now, keptAs) {
    const { receipts, quarantine, checkIns } = this.state;
    const hash = JSON.stringify([item.kind, Object.entries(item.content).filter(([, value]) => value).sort()]);
    const row = receipts.get(keptAs);
    if (row) {
      if (row.record !== record || row.person !== person) return { id: item.id, outcome: 'not-yours' };
      if (row.hash !== hash) return this.receiveAs(person, record, item, at, now, `${keptAs}/${hash}`);
      return this.told(item, row, 'identical', keptAs);
    }
    const made = { record, person, hash, content: item.content, at, outcome: 'new' };
    receipts.set(keptAs, made);
    if (!this.may(person, record, now) || !this.may(person, record, at)) {
      quarantine.set(keptAs, { ...made });
      made.outcome = 'quarantined';
    } else if (item.kind === 'answer') made.outcome = this.answer(item, at);
    else checkIns.set(keptAs, { ...made });
    return this.told(item, made, 'new', keptAs);
  }

  answer({ content }, at) {
    if (!this.asked.has(content.measure)) return 'not-asked';
    const place = `${content.measure} ${content.due_on}`;
    const row = this.state.occurrences.get(place);
    if (row && row.at > at) return 'overtaken';
    if (row?.state !== content.state) this.state.occurrences.set(place, { state: content.state, at });
    return 'new';
  }

  told({ id }, { outcome }, otherwise, keptAs) {
    const moved = keptAs === id ? {} : { kept_as: keptAs };
    return outcome === 'new' ? { id, outcome: otherwise, ...moved } : { id, outcome: 'discarded', why: outcome, ...moved };
  }
}
