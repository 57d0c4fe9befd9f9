// Shows what is typed in a field for secrets, beside it. The field itself never becomes a text field: browsers keep a
// copy of those on disk. What is shown goes away when the form is sent.
(() => {
  const box = (inside) => inside.closest?.('[data-secret]');
  const shows = (secret) => secret.querySelector('[data-show]').getAttribute('aria-pressed') === 'true';
  const write = (secret) => {
    secret.querySelector('[data-shown]').textContent = shows(secret) ? secret.querySelector('input').value : '';
  };

  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('[data-show]');
    if (!button) return;
    button.setAttribute('aria-pressed', button.getAttribute('aria-pressed') !== 'true');
    write(box(button));
  });
  document.addEventListener('input', (event) => { const secret = box(event.target); if (secret) write(secret); });
  document.addEventListener('submit', (event) => {
    for (const shown of event.target.querySelectorAll('[data-shown]')) shown.textContent = '';
  });
})();
