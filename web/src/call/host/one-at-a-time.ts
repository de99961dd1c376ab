import type { HostActions } from "../staff-call-props.ts";

/** A second press on the same while the first is under way is the first: nobody is accepted or refused twice. */
export function oneAtATime(actions: HostActions): HostActions {
  const underWay = new Map<string, Promise<unknown>>();
  function once<Given extends unknown[], Result>(name: string, act: (...given: Given) => Promise<Result>): (...given: Given) => Promise<Result> {
    return (...given) => {
      const key = `${name} ${JSON.stringify(given)}`;
      const running = underWay.get(key) as Promise<Result> | undefined;
      if (running) return running;
      const started = act(...given).finally(() => underWay.delete(key));
      underWay.set(key, started);
      return started;
    };
  }
  return {
    ...actions,
    leave: once("leave", actions.leave),
    endForAll: once("endForAll", actions.endForAll),
    hold: once("hold", actions.hold),
    disconnect: once("disconnect", actions.disconnect),
    accept: once("accept", actions.accept),
    decline: once("decline", actions.decline),
    mute: once("mute", actions.mute),
    invite: once("invite", actions.invite),
    revoke: once("revoke", actions.revoke),
    setLocked: once("setLocked", actions.setLocked),
  };
}
