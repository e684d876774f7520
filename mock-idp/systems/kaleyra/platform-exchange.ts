import type { Dispatcher } from 'undici';
import { undici } from '../../frame/at-first-use.ts';

export type Field = [name: string, value: string];

/** A request of the platform. */
export interface Call {
  readonly method: Dispatcher.HttpMethod;
  readonly url: string;
  readonly headers: readonly Field[];
  readonly body?: string;
}

/** The response to it. */
export interface Received {
  readonly status: number;
  readonly location?: string;
  readonly text: string;
}

/** Sends a request; throws where there is no response. */
export async function exchange({ url, headers, ...rest }: Call, dispatcher: Dispatcher): Promise<Received> {
  const { request } = await undici();
  const response = await request(url, { dispatcher, headers: headers.flat(), ...rest });
  const { location } = response.headers;
  return {
    status: response.statusCode,
    text: Buffer.from(await response.body.arrayBuffer()).toString('utf8'),
    ...(typeof location === 'string' && { location }),
  };
}
