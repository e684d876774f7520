import type { Example, MockSystem, SystemContext } from '../../frame/system.ts';
import { answerConsole, consolePath } from './console.ts';
import { type AuthleteConfig, loadService, type Service } from './developers.ts';
import { answerCallback, endpointPath } from './endpoint.ts';

/** A mock of both sides of Authlete's developer authentication callback: the endpoint, and the console that calls it. */
export const system: MockSystem = {
  name: 'authlete',
  async createSystem({ config, url }: SystemContext) {
    const service = await loadService(config as AuthleteConfig | undefined);
    return {
      prefixes: ['/authlete/'],
      async middleware(ctx, next) {
        if (ctx.path === endpointPath) return answerCallback(ctx, service);
        if (ctx.path.startsWith(consolePath) && (await answerConsole(ctx, { service, url: url() }))) return;
        await next();
      },
      endpoints: [`POST ${endpointPath}`, `GET ${consolePath}/`, `POST ${consolePath}/login`],
      users: service.developers.map(({ id, password }) => ({ username: id, password })),
      clients: service.basic ? [{ id: service.basic.name, secret: service.basic.password, note: 'HTTP Basic' }] : [],
      links: [{ text: 'Developer Console', path: `${consolePath}/` }],
      examples: (base) => examples(base, service),
    };
  },
};

function examples(url: string, { basic, serviceApiKey, developers }: Service): readonly Example[] {
  const credentials = basic ? ` -u '${basic.name}:${basic.password}'` : '';
  const call = (login: object) => {
    const body = `{"serviceApiKey":${serviceApiKey},${JSON.stringify(login).slice(1)}`;
    return `curl ${url}${endpointPath}${credentials} -H 'Content-Type: application/json' -d '${body}'`;
  };
  const [developer] = developers;
  const [sns, subject] = developers.flatMap((one) => Object.entries(one.sns))[0] ?? [];
  return [
    {
      does: 'authenticate a developer by password',
      command: call({ id: developer?.id, password: developer?.password, sns: null }),
    },
    ...(sns === undefined
      ? []
      : [
          {
            does: `authenticate a developer by ${sns}`,
            command: call({ id: subject, password: null, sns, accessToken: 'any', rawTokenResponse: '{}' }),
          },
        ]),
  ];
}
