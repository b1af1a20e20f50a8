// After a form that could not be taken, the summary of what to mend is in focus.
export function showErrors(root) {
  root.querySelector('#error-summary')?.focus();
}
