/** What stands on a form that is not saved yet, kept on this device, sealed (docs/adr: drafts stay on the device).

    The key comes with the page of whoever is signed in and is never written down here: without signing in as the same
    person nobody reads a draft. Without WebCrypto (a page that came over plain HTTP) nothing is kept. */

const PREFIX = "payung:draft:";
const KEPT_FOR = 24 * 60 * 60 * 1000; // milliseconds

const toText = (bytes) => btoa(String.fromCharCode(...bytes));
const toBytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const names = () => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));

function parsed(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

/** The place of one form's draft, or null where nothing can be kept. The key leaves the page's own text. */
export async function open(form) {
  const written = form.dataset.payungKey;
  form.removeAttribute("data-payung-key");
  if (!written || !globalThis.crypto?.subtle) return null;
  const key = await crypto.subtle.importKey("raw", toBytes(written), "AES-GCM", false, ["encrypt", "decrypt"]);
  return { key, name: `${PREFIX}${form.dataset.payungOwner}:${location.pathname}${location.search}` };
}

const sealing = (place, iv) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(place.name) });

export async function keep(place, values) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const open = new TextEncoder().encode(JSON.stringify(values));
  const sealed = new Uint8Array(await crypto.subtle.encrypt(sealing(place, iv), place.key, open));
  try {
    localStorage.setItem(place.name, JSON.stringify({ at: Date.now(), iv: toText(iv), sealed: toText(sealed) }));
  } catch {
    // the device is full: the form itself still stands
  }
}

/** What was kept; null where there is nothing, or nothing that this person may read. */
export async function find(place) {
  const kept = parsed(place.name);
  if (!kept) return null;
  try {
    const plain = await crypto.subtle.decrypt(sealing(place, toBytes(kept.iv)), place.key, toBytes(kept.sealed));
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    forget(place);
    return null;
  }
}

export function forget(place) {
  localStorage.removeItem(place.name);
}

export function forgetAll() {
  for (const name of names()) localStorage.removeItem(name);
}

/** Drafts older than a day are nobody's any more, whoever made them. */
export function forgetOld() {
  for (const name of names()) {
    if (!(Date.now() - parsed(name)?.at < KEPT_FOR)) localStorage.removeItem(name);
  }
}
