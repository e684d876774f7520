/** A request of the application. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A response as far as it was read. */
export interface Received {
  readonly status: number;
  readonly text: string;
}

const timeoutMs = 5_000;

/** Makes a request; follows no redirect, which could lead a token to somebody else. Throws where no whole response comes. */
export async function exchange({ url, ...call }: Call): Promise<Received> {
  const response = await fetch(url, { ...call, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
  return { status: response.status, text: await response.text() };
}
