// Telling the server about this browser's subscription. The token is fetched when it is needed: a kept page's may be old.
export async function tell(address, fields) {
  const { token } = await (await fetch('/notifications/token', { headers: { Accept: 'application/json' } })).json();
  return fetch(address, { method: 'POST', redirect: 'error', body: new URLSearchParams({ csrf_token: token, ...fields }) });
}
