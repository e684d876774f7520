import type { MockSystem, SystemContext } from '../../frame/system.ts';
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
      users: service.developers.map(({ id, password }) => `${id} / ${password}`),
      example: (base) => example(base, service),
    };
  },
};

function example(url: string, { basic, serviceApiKey, developers: [developer] }: Service): string {
  const credentials = basic ? ` -u '${basic.name}:${basic.password}'` : '';
  const login = JSON.stringify({ id: developer?.id, password: developer?.password, sns: null });
  const body = `{"serviceApiKey":${serviceApiKey},${login.slice(1)}`;
  return `curl ${url}${endpointPath}${credentials} -H 'Content-Type: application/json' -d '${body}'`;
}
