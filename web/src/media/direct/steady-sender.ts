/** What one sender should do right now. */
export type SenderWish = {
  track: MediaStreamTrack | null;
  maxBitrate: number;
  maxFramerate?: number;
  scaleResolutionDownBy?: number;
  priority: RTCPriorityType;
  degradationPreference?: RTCDegradationPreference;
};

export type SteadySender = {
  /** The newest wish wins; those in between are skipped. Resolves when it is in force. */
  set(wish: SenderWish): Promise<void>;
  /** Asks the own encoder for a whole picture, so that the other side need not wait for it. */
  refreshPicture(): Promise<void>;
};

/**
 * One change at a time for one RTCRtpSender: parameters must go back in the turn in which they were read
 * (their transaction id), and a replaced track must not overtake the one before.
 */
export function createSteadySender(sender: RTCRtpSender, isNegotiated: () => boolean, onFault: (error: unknown) => void): SteadySender {
  let wanted: SenderWish | null = null;
  let inForce: SenderWish | null = null;
  let chain: Promise<void> = Promise.resolve();

  async function apply(): Promise<void> {
    const wish = wanted;
    if (wish === null || wish === inForce) return;
    // Media stops first and starts last.
    if (wish.track !== sender.track && (wish.track === null || inForce === null)) await sender.replaceTrack(wish.track);
    // Parameters read before the answer are no longer those that the browser compares with after it.
    const limited = isNegotiated();
    if (limited && !sameLimits(wish, inForce)) await limit(wish);
    if (wish.track !== sender.track) await sender.replaceTrack(wish.track);
    inForce = limited ? wish : null;
  }

  async function limit(wish: SenderWish): Promise<void> {
    const parameters = sender.getParameters();
    const [encoding] = parameters.encodings;
    if (!encoding) return;
    encoding.maxBitrate = wish.maxBitrate;
    encoding.priority = wish.priority;
    encoding.networkPriority = wish.priority;
    if (wish.maxFramerate !== undefined) encoding.maxFramerate = wish.maxFramerate;
    if (wish.scaleResolutionDownBy !== undefined) encoding.scaleResolutionDownBy = wish.scaleResolutionDownBy;
    if (wish.degradationPreference !== undefined) parameters.degradationPreference = wish.degradationPreference;
    await sender.setParameters(parameters);
  }

  function queue(step: () => Promise<void>): Promise<void> {
    chain = chain.then(step).catch(onFault);
    return chain;
  }

  return {
    set(wish) {
      wanted = wish;
      return queue(apply);
    },
    refreshPicture: () =>
      queue(async () => {
        if (sender.track === null) return;
        const withKeyFrame = sender.setParameters as (parameters: RTCRtpSendParameters, options: { encodingOptions: { keyFrame: boolean }[] }) => Promise<void>;
        const parameters = sender.getParameters();
        await withKeyFrame.call(sender, parameters, { encodingOptions: parameters.encodings.map(() => ({ keyFrame: true })) });
      }),
  };
}

function sameLimits(one: SenderWish, other: SenderWish | null): boolean {
  return (
    other !== null &&
    one.maxBitrate === other.maxBitrate &&
    one.maxFramerate === other.maxFramerate &&
    one.scaleResolutionDownBy === other.scaleResolutionDownBy &&
    one.priority === other.priority &&
    one.degradationPreference === other.degradationPreference
  );
}
