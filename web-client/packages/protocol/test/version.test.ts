import { expect, test } from 'vitest';
import { PROTOCOL_VERSION } from '../src/index.ts';

test('this client speaks version 1', () => expect(PROTOCOL_VERSION).toBe(1));
