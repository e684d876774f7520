import type { MockSystem, SystemContext } from '../system.ts';
import { type AuthleteConfig, loadService, type Service } from './developers.ts';
import { answerCallback, endpointPath } from './endpoint.ts';
import { endpointFaults } from './faults.ts';

/** A mock of both sides of Authlete's developer authentication callback. */
export const system: MockSystem = {
  name: 'authlete',
  faults: endpointFaults,
  async createSystem({ config }: SystemContext) {
    const service = await loadService(config as AuthleteConfig | undefined);
    return {
      async middleware(ctx, next) {
        if (ctx.path === endpointPath) await answerCallback(ctx, service);
        else await next();
      },
      endpoints: [`POST ${endpointPath}`],
      users: service.developers.map(({ id, password }) => `${id} / ${password}`),
      example: (url) => example(url, service),
    };
  },
};

function example(url: string, { basic, serviceApiKey, developers: [developer] }: Service): string {
  const credentials = basic ? ` -u '${basic.name}:${basic.password}'` : '';
  const login = JSON.stringify({ id: developer?.id, password: developer?.password, sns: null });
  const body = `{"serviceApiKey":${serviceApiKey},${login.slice(1)}`;
  return `curl ${url}${endpointPath}${credentials} -H 'Content-Type: application/json' -d '${body}'`;
}
