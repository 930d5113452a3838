// Whether this process should get requests, asked with a time limit.

/** False when `ready` rejects, gives false or takes longer than two seconds. */
export async function isReady(ready: () => Promise<unknown> | unknown): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, 2000, false);
    });
    return (await Promise.race([ready(), late])) !== false;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
