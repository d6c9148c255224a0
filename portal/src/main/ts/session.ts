/** Signing in: OIDC authorization code with PKCE. Tokens live in memory and in this tab's sessionStorage, nothing personal does. */
import { forgetAllTyped } from './typed';

interface Provider { authorization_endpoint: string; token_endpoint: string; end_session_endpoint?: string }
interface Tokens { access: string; refresh?: string; id?: string; until: number }

const meta = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
const TOKENS = 'zhicheng.tokens';
const PENDING = 'zhicheng.sign-in';
const CALLBACK = '/portal/signed-in';
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('zhicheng.session') : undefined;
const listeners = new Set<() => void>();
let tokens: Tokens | undefined = stored();
let ended = false;
let renewing: Promise<void> | undefined;
/** The provider did not renew the session. */
let refused = false;

function stored(): Tokens | undefined {
  try {
    const text = sessionStorage.getItem(TOKENS);
    return text ? (JSON.parse(text) as Tokens) : undefined;
  } catch {
    return undefined;
  }
}

function keep(next: Tokens | undefined) {
  tokens = next;
  if (next) sessionStorage.setItem(TOKENS, JSON.stringify(next));
  else sessionStorage.removeItem(TOKENS);
  ended = false;
  refused = false;
  listeners.forEach((listener) => listener());
}

/** Whose it is: the API takes no token that does not say so. */
const subOf = (of: Tokens) => (JSON.parse(atob((of.access.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/'))) as { sub?: string }).sub;

// Whoever is signed in here did so again in a second window: the page that was left open goes on, with all that was typed.
channel?.addEventListener('message', (event: MessageEvent<Tokens>) => {
  if (tokens && subOf(tokens) === subOf(event.data) && (ended || event.data.until > tokens.until)) keep(event.data);
});

export const isSignedIn = () => tokens !== undefined;
export const isEnded = () => ended;
export const onSession = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Whether it goes on without a word, as far as is known. */
export const isRenewable = () => tokens?.refresh !== undefined && !refused;

/** Milliseconds until the session ends; it can be told before. */
export const remaining = () => (tokens ? tokens.until - Date.now() : 0);

export function sessionEnded() {
  ended = true;
  listeners.forEach((listener) => listener());
}

export async function accessToken(): Promise<string> {
  if (remaining() < 60_000) await renew();
  return tokens?.access ?? '';
}

async function provider(): Promise<Provider> {
  const response = await fetch(meta('issuer') + '/.well-known/openid-configuration', { referrerPolicy: 'no-referrer' });
  return (await response.json()) as Provider;
}

const encode = (bytes: ArrayBuffer | Uint8Array) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes as ArrayBuffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const random = () => encode(crypto.getRandomValues(new Uint8Array(32)));

/** Leaves for the provider's page and comes back to `to`, a path of the portal. */
export async function signIn(to: string): Promise<void> {
  const verifier = random();
  const state = random();
  sessionStorage.setItem(PENDING, JSON.stringify({ verifier, state, to }));
  const challenge = encode(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
  const { authorization_endpoint } = await provider();
  const query = new URLSearchParams({
    response_type: 'code', client_id: meta('client-id'), redirect_uri: location.origin + CALLBACK, scope: meta('scope') || 'openid',
    state, code_challenge: challenge, code_challenge_method: 'S256',
  });
  location.assign(authorization_endpoint + '?' + query);
}

export const isCallback = () => location.pathname === CALLBACK;

const AGAIN = '/portal/sign-in';
/** Whether this window is only there to sign in for one that was left open. */
export const isAgain = () => location.pathname === AGAIN;
/** In a window of its own, which closes by itself; the page that was left open then goes on. */
export const signInAgain = () => void open(AGAIN, '_blank');
export const cameForAnother = (to: string) => to === AGAIN;

/** Takes the code that the provider sent; answers where the person wanted to go. */
export async function finishSignIn(): Promise<string> {
  const query = new URLSearchParams(location.search);
  history.replaceState(null, '', CALLBACK);
  const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? '{}') as { verifier?: string; state?: string; to?: string };
  sessionStorage.removeItem(PENDING);
  const code = query.get('code');
  if (!code || !pending.verifier || query.get('state') !== pending.state) throw new Error(query.get('error') ?? 'state');
  await token({ grant_type: 'authorization_code', code, redirect_uri: location.origin + CALLBACK, code_verifier: pending.verifier });
  if (tokens) channel?.postMessage(tokens);
  return pending.to?.startsWith('/portal') ? pending.to : '/portal';
}

/** Once for all who ask meanwhile. Where it fails, the page says that the session ends, and so does the answer to the next request. */
export async function renew(): Promise<void> {
  if (!tokens?.refresh) return;
  renewing ??= token({ grant_type: 'refresh_token', refresh_token: tokens.refresh }).catch(() => {
    refused = true;
    listeners.forEach((listener) => listener());
  }).finally(() => (renewing = undefined));
  await renewing;
}

async function token(parameters: Record<string, string>) {
  const { token_endpoint } = await provider();
  const response = await fetch(token_endpoint, { method: 'POST', body: new URLSearchParams({ client_id: meta('client-id'), ...parameters }), referrerPolicy: 'no-referrer' });
  if (!response.ok) throw new Error(String(response.status));
  const answer = (await response.json()) as { access_token: string; refresh_token?: string; id_token?: string; expires_in?: number };
  // a renewal may leave the token as it is by which the next one is asked for
  const refresh = answer.refresh_token ?? parameters.refresh_token;
  keep({
    access: answer.access_token,
    ...(refresh ? { refresh } : {}),
    ...(answer.id_token ? { id: answer.id_token } : {}),
    until: Date.now() + (answer.expires_in ?? 3600) * 1000,
  });
}

export async function signOut(): Promise<void> {
  const id = tokens?.id;
  keep(undefined);
  forgetAllTyped();
  const { end_session_endpoint } = await provider().catch(() => ({ end_session_endpoint: undefined }));
  const back = location.origin + '/portal';
  location.assign(end_session_endpoint ? `${end_session_endpoint}?${new URLSearchParams({ post_logout_redirect_uri: back, client_id: meta('client-id'), ...(id ? { id_token_hint: id } : {}) })}` : back);
}
