// AES-GCM over JSON. What is sealed opens only with its owner's key, and only as what it was sealed as (`boundTo`).
const encoder = new TextEncoder();
const decoder = new TextDecoder();

// The key as the server gives it (base64), as one that can be used here and never be read out again.
export function importKey(base64) {
  const raw = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

export async function seal(key, value, boundTo) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const algorithm = { name: 'AES-GCM', iv, additionalData: encoder.encode(boundTo) };
  const data = await crypto.subtle.encrypt(algorithm, key, encoder.encode(JSON.stringify(value)));
  return { iv, data };
}

// Errors: OperationError for another key or another `boundTo`.
export async function unseal(key, { iv, data }, boundTo) {
  const algorithm = { name: 'AES-GCM', iv, additionalData: encoder.encode(boundTo) };
  return JSON.parse(decoder.decode(await crypto.subtle.decrypt(algorithm, key, data)));
}
