import type { Trigger } from './target.ts';

/** What a target file says of what makes an application act. */
export interface Triggered {
  /** Below which the trigger's URL is, where that is a path. */
  readonly url?: string;
  readonly trigger?: Trigger;
  readonly app: {
    /** As the target file has it; the method is POST and the type JSON unless told. */
    readonly trigger?: Partial<Trigger>;
  };
}

/** The trigger of an application, or the target's own. */
export function triggerOf({ app, trigger }: Triggered): Trigger | undefined {
  if (!app.trigger) return trigger;
  const call = { method: 'POST', contentType: 'application/json', ...app.trigger };
  return ('command' in app.trigger ? app.trigger : call) as Trigger;
}

/** What of the target file keeps an application of a system from being tried at all. */
export function noTrigger(system: string, target: Triggered): string | undefined {
  const trigger = triggerOf(target);
  if (!trigger) return `the target file names no ${system}.app.trigger and no trigger`;
  const needsBase = 'url' in trigger && !/^https?:/i.test(trigger.url);
  return needsBase && !target.url ? "the trigger's URL is a path, and the target file names no url" : undefined;
}
