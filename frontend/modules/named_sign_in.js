/** The QR of an account letter opens the sign-in page with the user name after "#", which no server is ever sent. */

export function start() {
  const field = document.querySelector('input[name="login"]');
  const name = location.hash.slice(1);
  if (!field || field.value || !/^[a-z0-9._-]{3,60}$/.test(name)) return;
  field.value = name;
  document.querySelector('input[name="password"]')?.focus();
}
