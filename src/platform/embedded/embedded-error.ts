/** The embedded servers cannot be started; the message is one line for a person. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
}
