import { oldestAbove } from '../frame/bounded.ts';

const most = 1_000;

/** Keeps what belongs to somebody; of a map the oldest of a thousand is dropped. */
export function keep<T>(map: Map<string, T>, whose: string, value: T): void {
  map.delete(whose);
  map.set(whose, value);
  for (const oldest of oldestAbove(map, most)) map.delete(oldest);
}
