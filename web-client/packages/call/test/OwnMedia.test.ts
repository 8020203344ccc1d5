import { settled } from '@indiretta/connection/testing';
import { describe, expect, test } from 'vitest';
import { OwnMedia } from '../src/OwnMedia.ts';
import { FakeCapturing } from './FakeMedia.ts';

const open = () => {
  const capturing = new FakeCapturing();
  let changes = 0;
  const own = new OwnMedia(capturing, () => {
    changes += 1;
  });
  return { capturing, own, changes: () => changes };
};

describe('a microphone', () => {
  test('unplugged in the middle: another one takes its place, and it is said', async () => {
    const { own, capturing } = open();
    await own.speak();
    capturing.opened[0]?.unplug();
    expect(own.state).toMatchObject({ microphone: 'OFF', problem: { with: 'microphone', problem: 'UNPLUGGED' } });
    await settled();
    expect(own.state).toMatchObject({ microphone: 'ON', problem: { problem: 'UNPLUGGED' } });
    expect(own.sent.microphone?.id).toBe(capturing.opened[1]?.id);
  });

  test('unplugged while muted: the other one is as silent', async () => {
    const { own, capturing } = open();
    await own.speak();
    own.mute();
    capturing.opened[0]?.unplug();
    await settled();
    expect(own.state.microphone).toBe('MUTED');
    expect(capturing.opened[1]?.enabled).toBe(false);
  });

  test('unplugged and no other: off', async () => {
    const { own, capturing } = open();
    await own.speak();
    capturing.problem = 'MISSING';
    capturing.opened[0]?.unplug();
    await settled();
    expect(own.state).toMatchObject({ microphone: 'OFF', problem: { problem: 'UNPLUGGED' } });
    expect(own.sent.microphone).toBeNull();
  });

  test('changed while muted: stays muted, the old one is closed', async () => {
    const { own, capturing } = open();
    await own.speak();
    own.mute();
    await own.changeMicrophone('usb');
    expect(own.state.microphone).toBe('MUTED');
    expect(capturing.opened.map(({ readyState }) => readyState)).toEqual(['ended', 'live']);
  });

  test('that fails leaves what was there', async () => {
    const { own, capturing } = open();
    await own.speak();
    capturing.problem = 'IN_USE';
    await own.changeMicrophone('usb');
    expect(own.state).toMatchObject({ microphone: 'ON', problem: { with: 'microphone', problem: 'IN_USE' } });
    capturing.problem = undefined;
    await own.changeMicrophone('usb');
    expect(own.state.problem).toBeUndefined();
  });

  test('is asked for once, however often the person clicks', async () => {
    const { own, capturing } = open();
    await Promise.all([own.speak(), own.speak(), own.speak()]);
    expect(capturing.opened).toHaveLength(1);
  });
});

test('a camera that is unplugged is said and no longer sent', async () => {
  const { own, capturing } = open();
  await own.showCamera();
  expect(own.sent.camera?.id).toBe(capturing.opened[0]?.id);
  capturing.opened[0]?.unplug();
  expect(own.state).toMatchObject({ camera: undefined, problem: { with: 'camera', problem: 'UNPLUGGED' } });
  expect(own.sent.camera).toBeNull();
});

test('closing closes everything, also twice', async () => {
  const { own, capturing, changes } = open();
  await own.speak();
  await own.showCamera();
  await own.chooseScreen();
  own.close();
  own.close();
  expect(capturing.live).toEqual([]);
  expect(changes()).toBeGreaterThan(0);
});
