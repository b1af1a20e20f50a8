// Reads deliveries as JSON lines and answers as the model's server does, for holding it against the real one.
import { createInterface } from 'node:readline';
import { Server } from './server.mjs';

const server = new Server(new Map([['patient', 'patient'], ['daughter', 'daughter']]));
for await (const line of createInterface({ input: process.stdin })) {
  const { set, who, record, body, now } = JSON.parse(line);
  if (set) {
    server.own = new Map([[set.record, 'patient']]);
    server.rights = set.rights.map((right) => ({ ...right, person: 'daughter', record: set.record, to: right.to ?? Infinity }));
    server.asked = new Set(set.asked);
    server.sessions = new Map([['patient', 'patient'], ['daughter', 'daughter']]);
  } else console.log(JSON.stringify(server.deliver(who, who, record, body, now)));
}
