// What the server could not read is opened in its own form, with everything as it was typed and what to change.
export async function mend({ id, record, content }) {
  const { token } = await (await fetch('/phone', { cache: 'no-store' })).json();
  const form = Object.assign(document.createElement('form'), { method: 'post', action: `/records/${record}/check-ins`, hidden: true });
  for (const [name, value] of Object.entries({ ...content, check_in_id: id, csrf_token: token })) {
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  }
  document.body.append(form);
  form.submit();
}
