import {
  actionIn,
  ControlError,
  type ControlRequest,
  type ControlResponse,
  isHttpUrl,
  isNumber,
  objectIn,
  orderIn,
  refuseUnknown,
} from '../frame/control-request.ts';
import { type ReceiverAction, receiverActionMembers } from './behaviours.ts';
import type { Receiver, ReceiverOptions } from './receiver.ts';
import type { Receivers } from './receivers.ts';

type Handler = (
  parts: { readonly receivers: Receivers },
  request: ControlRequest,
  id: string,
  behaviour: string,
) => ControlResponse | Promise<ControlResponse>;

/** The part of /_control that concerns callback receivers. */
export const receiverRoutes: readonly { method: string; path: string; does: string; handler: Handler }[] = [
  { method: 'GET', path: '/_control/receiver', does: 'lists callback receivers', handler: listAll },
  {
    method: 'POST',
    path: '/_control/receiver',
    does: 'starts one: { listen?, port?, publicUrl?, tls?, clientCertificate?, response? }; its requests go to the journal under /receiver/<id>',
    handler: start,
  },
  { method: 'DELETE', path: '/_control/receiver/:id', does: 'stops one', handler: stop },
  { method: 'GET', path: '/_control/receiver/:id/behaviours', does: 'lists its behaviours', handler: listBehaviours },
  {
    method: 'POST',
    path: '/_control/receiver/:id/behaviours',
    does: 'makes it respond otherwise: { match, times, action }',
    handler: behave,
  },
  { method: 'DELETE', path: '/_control/receiver/:id/behaviours', does: 'removes them all', handler: clear },
  { method: 'DELETE', path: '/_control/receiver/:id/behaviours/:id', does: 'removes one', handler: remove },
];

function listAll({ receivers }: { readonly receivers: Receivers }): ControlResponse {
  return { status: 200, body: { receivers: receivers.list().map(shown) } };
}

async function start({ receivers }: { readonly receivers: Receivers }, { body }: ControlRequest) {
  const options = optionsIn(body.length === 0 ? {} : objectIn(body));
  try {
    return { status: 201, body: shown(await receivers.start(options)) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith('E') && /listen|bind|getaddrinfo/.test(message)) throw new ControlError(400, message);
    throw error;
  }
}

async function stop({ receivers }: { readonly receivers: Receivers }, _: ControlRequest, id: string) {
  if (!(await receivers.stop(id))) throw new ControlError(404, `no receiver ${id}`);
  return { status: 204 };
}

function listBehaviours({ receivers }: { readonly receivers: Receivers }, _: ControlRequest, id: string) {
  return { status: 200, body: { behaviours: receiver(receivers, id).behaviours.list() } };
}

function behave({ receivers }: { readonly receivers: Receivers }, { body }: ControlRequest, id: string) {
  const order = orderIn(objectIn(body), receiverActionMembers);
  return { status: 201, body: receiver(receivers, id).behaviours.add(order) };
}

function clear({ receivers }: { readonly receivers: Receivers }, _: ControlRequest, id: string) {
  receiver(receivers, id).behaviours.clear();
  return { status: 204 };
}

function remove({ receivers }: { readonly receivers: Receivers }, _: ControlRequest, id: string, behaviour: string) {
  const there = receiver(receivers, id).behaviours.remove(behaviour);
  if (!there) throw new ControlError(404, `no behaviour ${behaviour} on receiver ${id}`);
  return { status: 204 };
}

function receiver(receivers: Receivers, id: string): Receiver {
  const found = receivers.get(id);
  if (!found) throw new ControlError(404, `no receiver ${id}`);
  return found;
}

function shown({ id, url, ca, client }: Receiver) {
  return { id, url, ca, client };
}

function optionsIn({ listen = '127.0.0.1', port, publicUrl, tls = false, ...rest }: Record<string, unknown>) {
  const { clientCertificate, response, ...others } = rest;
  refuseUnknown('', others);
  const [, host, bound] = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(String(listen)) ?? [];
  if (typeof listen !== 'string' || host === undefined) {
    throw new ControlError(400, 'listen: expected an address such as 0.0.0.0 or 0.0.0.0:9000');
  }
  const wanted = port ?? Number(bound ?? 0);
  if (!isNumber(wanted, 0, 65_535)) throw new ControlError(400, 'port: expected a number from 0 to 65535');
  if (publicUrl !== undefined && !(typeof publicUrl === 'string' && isHttpUrl(publicUrl))) {
    throw new ControlError(400, 'publicUrl: expected a URL that begins with http:// or https://');
  }
  if (typeof tls !== 'boolean') throw new ControlError(400, 'tls: expected true or false');
  if (clientCertificate !== undefined && !['optional', 'required'].includes(clientCertificate as string)) {
    throw new ControlError(400, 'clientCertificate: expected "optional" or "required"');
  }
  if (clientCertificate !== undefined && !tls) throw new ControlError(400, 'clientCertificate: needs tls: true');
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: wanted as number,
    publicUrl,
    tls,
    clientCertificate: clientCertificate as ReceiverOptions['clientCertificate'],
    response: response === undefined ? {} : (actionIn('response', response, receiverActionMembers) as ReceiverAction),
  };
}
