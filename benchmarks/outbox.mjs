// The outbox of a phone against everything that may go wrong on the way: seeded schedules, run by the product's own files.
//
//   node benchmarks/outbox.mjs --schedules 1000000 --seed 1 [--processes 2] [--resume FILE]
//   node benchmarks/outbox.mjs --bugs          each planted bug, and how soon it is found
//
// Prints one line of figures. Ends with 1 where anything was lost, doubled, misattributed or dropped, or a bug was not found.
import { fork } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { BUGS, planted } from '../tests/outbox/model/bugs.mjs';
import { firstFault, load } from '../tests/outbox/model/run.mjs';

const given = (name, otherwise) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? otherwise : process.argv[at + 1]; };
const BLOCK = 2000;

if (process.send) work();
else if (process.argv.includes('--bugs')) await bugs(Number(given('seed', 1)), Number(given('schedules', 20000)));
else await all(Number(given('schedules', 1000)), Number(given('seed', 1)), Number(given('processes', 1)));

async function work() {
  Error.stackTraceLimit = 0; // lost letters are many, and nobody reads where they were lost
  const modules = await load();
  process.on('message', async ({ first, count }) => {
    const sums = { written: 0, evicted: 0, restored: 0, quarantined: 0 };
    const fault = await firstFault(first, count, modules, (world) => {
      sums.written += world.ledger.length;
      sums.evicted += world.evicted.size;
      sums.restored += world.restored;
      sums.quarantined += world.server.state.quarantine.size;
    });
    process.send({ count, sums, fault });
  });
}

async function all(schedules, seed, processes) {
  const file = given('resume');
  const state = file && existsSync(file) ? JSON.parse(readFileSync(file)) : { done: 0, next: 0, left: [], sums: {} };
  const started = Date.now();
  const faults = [];
  const blocks = [...state.left];
  const running = new Set();
  const take = () => {
    if (blocks.length) return blocks.shift();
    if (state.next >= schedules) return null;
    const block = { first: seed + state.next, count: Math.min(BLOCK, schedules - state.next) };
    state.next += block.count;
    return block;
  };
  await Promise.all(Array.from({ length: processes }, () => new Promise((resolve) => {
    const child = fork(new URL(import.meta.url), { execArgv: ['--max-semi-space-size=64'] });
    let block;
    const go = () => { running.delete(block); block = take(); if (block) { running.add(block); child.send(block); } else { child.disconnect(); resolve(); } };
    child.on('message', ({ count, sums, fault }) => {
      state.done += count;
      for (const [name, value] of Object.entries(sums)) state.sums[name] = (state.sums[name] ?? 0) + value;
      if (fault) faults.push(fault);
      if (file) writeFileSync(file, JSON.stringify({ ...state, faults, left: [...blocks, ...[...running].filter((each) => each !== block)] }));
      if (faults.length) { child.disconnect(); resolve(); } else go();
    });
    go();
  })));
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(JSON.stringify({ schedules: state.done, seed, ...state.sums, faults: faults.length, seconds }));
  for (const fault of faults) console.log(JSON.stringify(fault));
  process.exitCode = faults.length ? 1 : 0;
}

async function bugs(seed, most) {
  for (const name of Object.keys(BUGS)) {
    const fault = await firstFault(seed, most, await planted(name));
    console.log(fault ? `${name}: found at schedule ${fault.seed - seed + 1}: ${fault.found[0]}` : `${name}: NOT FOUND in ${most}`);
    if (!fault) process.exitCode = 1;
  }
}
