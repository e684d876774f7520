/** Sends so many of the same at the same time. */
export function atOnce<Sent>(times: number, send: (which: number) => Promise<Sent>): Promise<Sent[]> {
  return Promise.all(Array.from({ length: times }, (_, which) => send(which)));
}
