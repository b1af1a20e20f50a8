// Runs schedules against the product's own files, or against copies with a bug planted in them.
import { check } from './check.mjs';
import { World } from './world.mjs';

export const HERE = new URL('../../../static/js/offline/', import.meta.url);

export async function load(folder = HERE) {
  const { makeOutbox } = await import(new URL('outbox.js', folder));
  const { makeSender } = await import(new URL('sender.js', folder));
  const seal = await import(new URL('seal.js', folder));
  return { makeOutbox, makeSender, seal };
}

export async function schedule(seed, modules) {
  const world = new World(seed, modules);
  await world.run(15 + world.random.below(25));
  return { found: check(world), world };
}

// The first seed at which something is wrong, and what; nothing where all is well.
export async function firstFault(first, count, modules, each = () => {}) {
  for (let seed = first; seed < first + count; seed += 1) {
    const { found, world } = await schedule(seed, modules);
    each(world);
    if (found.length) return { seed, found };
  }
  return null;
}
