import type { Attempt, Row } from '../harness/checks/attempts.ts';
import { without } from '../harness/checks/attempts.ts';
import { nearMissesInForm } from '../harness/checks/near-misses.ts';
import { each } from '../harness/flow/dependencies.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import { flow } from './client-app.ts';
import { LOGS_IN, STATE } from './client-ids.ts';
import type { Visitor } from './client-visitor.ts';

/** A callback and the browser that it is delivered to. */
export interface Delivery {
  readonly visitor: Visitor;
  readonly callback: URL;
}

/** A callback with one parameter changed; undefined takes it out. */
export function changed({ visitor, callback }: Delivery, name: string, value: string | undefined): Delivery {
  const url = new URL(callback);
  if (value === undefined) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  return { visitor, callback: url };
}

/** Near misses of a parameter that each login has anew; `sample` is one, of which the rows that there are are known. */
function nearMissesOf(name: string, sample: string): readonly Attempt<Delivery>[] {
  const table = (text: string): readonly Row<string | undefined>[] =>
    without(
      nearMissesInForm(text),
      ['with a blank behind it', 'with a blank before it', 'with a line break behind it'],
      'frameworks trim parameters, which lets nobody in who would not get in without the blank',
    ).filter(({ value }) => value !== undefined);
  return table(sample).map((row) => ({
    name: `${name} ${row.name}`,
    alter(login) {
      const own = login.callback.searchParams.get(name) ?? '';
      const value = table(own).find((one) => one.name === row.name)?.value ?? `${own}x`;
      return changed(login, name, value);
    },
  }));
}

export const forgeries = flow(
  'a callback of another login logs nobody in',
  {
    endpoint: 'sso-callback',
    judges: {
      ...each(['sipgate.client.state-compared', 'sipgate.client.state-needed'], [LOGS_IN, STATE]),
      ...each(['sipgate.client.login-bound-to-session', 'sipgate.client.iss-compared'], [LOGS_IN]),
      'sipgate.client.code-of-another-login': [LOGS_IN, 'sipgate.client.token-error'],
    },
  },
  async ({ app, refuses }) => {
    async function send({ visitor, callback }: Delivery): Promise<Exchange> {
      await app.deliver(visitor, callback);
      return app.probe(visitor);
    }
    const given = (): Promise<Delivery> => app.upToCallback();
    const refusal = { given, send, accepted: app.loggedIn };
    const sample = (await given()).callback.searchParams.get('state') ?? '';

    const withState = (login: Delivery, state: string | undefined) => changed(login, 'state', state);
    /** The state of something else, or one like the own where both are the same. */
    function anothers(login: Delivery, { callback }: { readonly callback: URL }): Delivery {
      const [own, other] = [login, { callback }].map((one) => one.callback.searchParams.get('state') ?? '');
      return withState(login, own === other ? `${own}x` : other);
    }
    await refuses('sipgate.client.state-needed', { ...refusal, alter: (login) => withState(login, undefined) });
    await refuses('sipgate.client.state-compared', {
      ...refusal,
      alter: [
        ...nearMissesOf('state', sample),
        { name: 'the state of another browser', alter: async (login) => anothers(login, await given()) },
        {
          name: 'the state of a login that was cancelled',
          async alter(login) {
            const visitor = app.stranger();
            const denial = await app.upToDenial(visitor);
            await app.deliver(visitor, denial.callback);
            const isIn = app.loggedIn(await app.probe(visitor)).ok;
            return isIn ? anothers(login, denial) : anothers(await app.upToCallback(visitor), denial);
          },
        },
      ],
    });
    await refuses('sipgate.client.login-bound-to-session', {
      ...refusal,
      alter: [
        { name: 'in a browser that began no login', alter: ({ callback }) => ({ visitor: app.stranger(), callback }) },
        {
          name: 'in a browser that began another',
          async alter({ callback }) {
            const visitor = app.stranger();
            await app.begin(visitor);
            return { visitor, callback };
          },
        },
      ],
    });
    await refuses('sipgate.client.code-of-another-login', {
      ...refusal,
      alter: async (login) => changed(login, 'code', (await app.upToCallback()).code),
    });
    await refuses('sipgate.client.iss-compared', {
      ...refusal,
      alter: [
        'https://attacker.example/auth/realms/third-party',
        `${app.issuer}/`,
        `${app.issuer}x`,
        app.issuer.slice(0, -1),
        app.issuer.toUpperCase(),
        undefined,
      ].map((iss) => ({ name: `iss ${iss ?? 'left out'}`, alter: (login: Delivery) => changed(login, 'iss', iss) })),
    });
  },
);
