// A Response that keeps its whole body as it was given, so that the server writes it without a stream in between.

/**
 * A web-standard Response whose body stays a string or bytes.
 * Every reading method works as usual; the server takes the body directly (about twice as fast for a page).
 */
export class TextResponse extends Response {
  readonly whole: string | Uint8Array;

  constructor(whole: string | Uint8Array, init?: ResponseInit) {
    super(null, init);
    this.whole = whole;
  }

  override get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    return this.copy().body;
  }

  override text(): Promise<string> {
    return typeof this.whole === 'string' ? Promise.resolve(this.whole) : this.copy().text();
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.copy().arrayBuffer();
  }

  override bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return this.copy().bytes();
  }

  override blob(): Promise<Blob> {
    return this.copy().blob();
  }

  override async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  override clone(): Response {
    return new TextResponse(this.whole, { status: this.status, statusText: this.statusText, headers: this.headers });
  }

  private copy(): Response {
    return new Response(this.whole as BodyInit, { headers: this.headers });
  }
}

/** Makes an answer from a whole text or whole bytes; cheaper than `new Response` for pages. */
export function textResponse(whole: string | Uint8Array, init?: ResponseInit): Response {
  return new TextResponse(whole, init);
}
