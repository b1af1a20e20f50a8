// The fields of a form that a person fills in, by name.
const OURS = new Set(['hidden', 'password', 'submit', 'button', 'file', 'reset']);
const fields = (form) => [...form.elements].filter((each) => each.name && each.type !== undefined && !OURS.has(each.type) && each.tagName !== 'FIELDSET');
const isChoice = (field) => field.type === 'radio' || field.type === 'checkbox';

export const read = (form) => said(form, ({ value }) => value, ({ checked }) => checked);

// As the page came, whatever has been written in it since.
export const blank = (form) => said(form, asItCame, ({ defaultChecked }) => defaultChecked);
const asItCame = (field) => field.defaultValue ?? ([...field.options].find((each) => each.defaultSelected) ?? field.options[0])?.value ?? '';

function said(form, valueOf, isChosen) {
  const found = {};
  for (const field of fields(form)) {
    if (!isChoice(field)) found[field.name] = [...(found[field.name] ?? []), valueOf(field)];
    else if (isChosen(field)) found[field.name] = [...(found[field.name] ?? []), field.value];
  }
  return found;
}

export const differs = (one, other) => [...new Set([...Object.keys(one), ...Object.keys(other)])]
  .some((name) => JSON.stringify(one[name] ?? []) !== JSON.stringify(other[name] ?? []));

// A choice that the page has already made stands: it is newer than the draft.
export function fill(form, said) {
  const all = fields(form);
  const nth = {};
  const made = new Set(all.filter((each) => each.type === 'radio' && each.checked).map((each) => each.name));
  for (const field of all) {
    const values = said[field.name] ?? [];
    if (isChoice(field)) {
      if (!made.has(field.name)) field.checked = values.includes(field.value);
    } else {
      nth[field.name] = (nth[field.name] ?? -1) + 1;
      if (values[nth[field.name]] !== undefined) field.value = values[nth[field.name]];
    }
  }
}
