import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Asked, Done, Said, Task } from './tasks.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

/** Processes of the proof, one for each core. */
export interface Crew {
  /**
   * Has every task done by whoever is free, in the order of the list, so many at a time in each process. Gives what came
   * of each, in that order; throws where a process breaks.
   */
  all<Kind extends keyof Done>(kind: Kind, tasks: readonly Task[Kind][], atOnce: number): Promise<Done[Kind][]>;
  close(): void;
}

export function openCrew(): Crew {
  const members = Array.from({ length: availableParallelism() }, hire);
  return {
    async all(kind, tasks, atOnce) {
      const queue = [...tasks.entries()];
      const done: Done[typeof kind][] = [];
      await Promise.all(
        members.flatMap((member) =>
          Array.from({ length: atOnce }, async () => {
            for (let next = queue.shift(); next; next = queue.shift()) {
              const [at, task] = next;
              done[at] = await member.have(kind, task);
            }
          }),
        ),
      );
      return done;
    },
    close() {
      for (const member of members) member.dismiss();
    },
  };
}

function hire() {
  const worker = fork(WORKER, { execArgv: ['--import', 'tsx'] });
  const waiting = new Map<number, { resolve(done: never): void; reject(error: Error): void }>();
  let asked = 0;
  worker.on('message', ({ number, done }: Said) => {
    waiting.get(number)?.resolve(done as never);
    waiting.delete(number);
  });
  function fail(error: Error): void {
    for (const { reject } of waiting.values()) reject(error);
  }
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`a process of the proof ended with ${code} before its work`)));
  return {
    have<Kind extends keyof Done>(kind: Kind, task: Task[Kind]): Promise<Done[Kind]> {
      asked += 1;
      const order: Asked<Kind> = { number: asked, kind, task };
      return new Promise((resolve, reject) => {
        waiting.set(order.number, { resolve, reject });
        worker.send(order);
      });
    },
    dismiss: () => void worker.disconnect(),
  };
}
