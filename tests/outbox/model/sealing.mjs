// Opens only with the very key, and only as what it was sealed as, like the real one; in one schedule of fifty it is the real
// one, from the product's files. `data` is what the checker reads, and nothing else does.
const keys = new Map();

export const simple = {
  async seal(key, value, boundTo) { return { key, boundTo, data: JSON.stringify(value) }; },
  async unseal(key, sealed, boundTo) {
    if (sealed.key !== key || sealed.boundTo !== boundTo) throw new Error('another key');
    return JSON.parse(sealed.data);
  },
};

// `world.sealing` counts what the browser's cryptography has not finished: the schedule waits for it as for nothing else.
export function real({ importKey, seal, unseal }, world) {
  const counted = async (run) => {
    world.sealing += 1;
    try { return await run(); } finally { world.sealing -= 1; }
  };
  const opener = async (key) => {
    if (!keys.has(key)) keys.set(key, importKey(btoa(key.padEnd(32).slice(-32))));
    return keys.get(key);
  };
  return {
    seal: (key, value, boundTo) => counted(async () => ({ data: JSON.stringify(value), real: await seal(await opener(key), value, boundTo) })),
    unseal: (key, sealed, boundTo) => counted(async () => unseal(await opener(key), sealed.real, boundTo)),
  };
}
