// The phone's own database, for pages and worker alike. Rows that belong to somebody name their `owner`; what they say is sealed.
const NAME = 'egenplan';
const VERSION = 1;
// keys: who may read here (a CryptoKey that cannot be taken out); copies: plans kept; outbox: what is to be sent; drafts: what is half written.
const STORES = { keys: 'owner', copies: 'record', outbox: 'id', drafts: 'place' };

let opening;

export const get = (store, key) => act(store, 'readonly', (rows) => rows.get(key));
export const all = (store) => act(store, 'readonly', (rows) => rows.getAll());
export const put = (store, row) => act(store, 'readwrite', (rows) => rows.put(row));
export const remove = (store, key) => act(store, 'readwrite', (rows) => rows.delete(key));
// Reads a row and writes what `change` makes of it, with nobody in between; nothing is written where it makes nothing.
export const change = (store, key, change) => act(store, 'readwrite', (rows) => {
  const result = {};
  rows.get(key).onsuccess = ({ target }) => {
    result.result = change(target.result);
    if (result.result) rows.put(result.result);
  };
  return result;
});

// Resolves once the browser has it on disk, not before: a row said to be kept must outlive a flat battery.
async function act(store, mode, what) {
  const once = async () => within(await open(), store, mode, what);
  return once().catch((error) => {
    if (error.name !== 'InvalidStateError') throw error;
    opening = undefined; // the browser closed it under us
    return once();
  });
}

const within = (database, store, mode, what) => new Promise((resolve, reject) => {
  const transaction = database.transaction(store, mode, { durability: 'strict' });
  const asked = what(transaction.objectStore(store));
  transaction.oncomplete = () => resolve(asked.result);
  transaction.onabort = transaction.onerror = () => reject(transaction.error ?? asked.error);
});

function open() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      for (const [store, keyPath] of Object.entries(STORES)) {
        if (!asked.result.objectStoreNames.contains(store)) asked.result.createObjectStore(store, { keyPath });
      }
    };
    asked.onsuccess = () => resolve(watched(asked.result));
    asked.onerror = () => reject(asked.error);
  });
  opening.catch(() => { opening = undefined; });
  return opening;
}

// Another tab with a newer page must be able to open it anew, and the browser may close it at any time.
function watched(database) {
  database.onversionchange = () => { database.close(); opening = undefined; };
  database.onclose = () => { opening = undefined; };
  return database;
}
