/** Who asks: the words `me` and `my_session` in an access stand for these. */
export interface Identity {
  readonly userUuid: string;
  readonly sessionUuid: string;
}

/**
 * Whether an access list grants an access, as xivo-lib-python's `AccessCheck` does (`xivo/auth_verifier.py`):
 * `*` is one word, `#` any number of them, `!` in front denies and goes first.
 */
export function grants(acl: readonly string[], required: string, identity: Identity): boolean {
  const matches = (access: string) => pattern(access, identity).test(required);
  const denied = acl.some((access) => access.startsWith('!') && matches(access.slice(1)));
  return !denied && acl.some((access) => !access.startsWith('!') && matches(access));
}

function pattern(access: string, { userUuid, sessionUuid }: Identity): RegExp {
  const words = access.split('.').map((word) => {
    if (word === 'me') return `(?:me|${userUuid})`;
    if (word === 'my_session') return `(?:my_session|${sessionUuid})`;
    return word
      .replace(/[$()+./?[\\\]^{|}-]/g, '\\$&')
      .replaceAll('*', '[^.]*?')
      .replaceAll('#', '.*?');
  });
  return new RegExp(`^${words.join('\\.')}$`, 's');
}
