import type { Journal } from '../frame/journal.ts';
import { type Receiver, type ReceiverOptions, startReceiver } from './receiver.ts';

/** The callback receivers of one mock. */
export interface Receivers {
  /** Throws a RangeError when too many run, and what `listen` gives when the address cannot be had. */
  start(options: ReceiverOptions): Promise<Receiver>;
  get(id: string): Receiver | undefined;
  list(): readonly Receiver[];
  /** Tells whether there was one of this id. */
  stop(id: string): Promise<boolean>;
  stopAll(): Promise<void>;
}

const most = 50;

/** No receivers yet; at most 50. */
export function createReceivers(journal: Journal): Receivers {
  const running = new Map<string, Receiver>();
  let starting = 0;
  let made = 0;

  const stop = async (id: string): Promise<boolean> => {
    const receiver = running.get(id);
    if (!receiver) return false;
    running.delete(id);
    await receiver.stop();
    return true;
  };

  return {
    async start(options) {
      if (running.size + starting >= most) throw new RangeError(`${most} receivers run; delete some or reset`);
      starting += 1;
      made += 1;
      try {
        const receiver = await startReceiver(`r${made}`, options, journal);
        running.set(receiver.id, receiver);
        return receiver;
      } finally {
        starting -= 1;
      }
    },
    get: (id) => running.get(id),
    list: () => [...running.values()],
    stop,
    async stopAll() {
      await Promise.all([...running.keys()].map(stop));
    },
  };
}
