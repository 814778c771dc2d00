import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';

/** An Ed25519 key pair, both halves as PEM. */
export interface BundleKey {
  publicKey: string;
  privateKey: string;
}

const ED25519 = 'ed25519';

export function newBundleKey(): BundleKey {
  return generateKeyPairSync(ED25519, {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** `sha256:` and the hex digest of the public key's DER; throws where the text is no public Ed25519 key. */
export function fingerprintOf(publicKey: string): string {
  const der = publicKeyOf(publicKey).export({ type: 'spki', format: 'der' });
  return `sha256:${sha256(der)}`;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function signatureOf(bytes: Uint8Array, privateKey: string): string {
  return sign(null, bytes, createPrivateKey(privateKey)).toString('base64');
}

/** Whether the signature is one of these bytes by this key, written in the one way in which it is written. */
export function isSigned(bytes: Uint8Array, signature: string, publicKey: string): boolean {
  const raw = Buffer.from(signature, 'base64');
  return raw.toString('base64') === signature && verify(null, bytes, publicKeyOf(publicKey), raw);
}

function publicKeyOf(pem: string): KeyObject {
  // A private key would do here as well, and must not be taken for what its holder shows to others.
  if (!pem.includes('BEGIN PUBLIC KEY')) throw new Error('This is no public key.');
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== ED25519)
    throw new Error(`This is a key of type ${key.asymmetricKeyType}, not ${ED25519}.`);
  return key;
}
