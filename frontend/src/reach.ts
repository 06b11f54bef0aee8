const ANSWERS_WITHIN = 10_000;

/** Whether the server answers at all: a network without internet is one to the browser. */
export async function answers(url: string): Promise<boolean> {
  const signal = AbortSignal.timeout(ANSWERS_WITHIN);
  try {
    const { status } = await fetch(url, { cache: "no-store", redirect: "manual", signal });
    return status < 502; // from there on a gateway says that nobody is behind it
  } catch {
    return false;
  }
}
