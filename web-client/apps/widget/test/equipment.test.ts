import type { Captured } from '@indiretta/call';
import { FakeClock, settled } from '@indiretta/connection/testing';
import { expect, test } from 'vitest';
import { Equipment, type EquipmentPorts } from '../src/panel/call/Equipment.ts';

/** A page with devices that open at once; names come with the first opening, as in browsers. */
function page(memory: EquipmentPorts['memory'] = { chosen: {} }) {
  const opened: (string | undefined)[] = [];
  const played: (string | undefined)[] = [];
  let stopped = 0;
  const microphone = async (device?: string): Promise<Captured> => {
    opened.push(device);
    const stop = () => {
      stopped += 1;
    };
    return { type: 'open', track: { stop } as unknown as MediaStreamTrack };
  };
  const list = async () => ({
    microphones: [{ id: 'm-1', label: opened.length > 0 ? 'Built-in' : '' }],
    cameras: [],
    speakers: [],
  });
  const ports: EquipmentPorts = {
    clock: new FakeClock(),
    capturing: { microphone, camera: microphone, screen: microphone },
    watchLevel: () => () => {},
    testSpeaker: async (speaker) => {
      played.push(speaker);
      return 'played';
    },
    devices: { list, onChange: () => () => {} },
    memory,
  };
  return { equipment: new Equipment(ports), opened, played, memory, stopped: () => stopped };
}

test('nothing opens before the click; the names of the devices come with it', async () => {
  const { equipment, opened, stopped } = page();
  await settled();
  expect(opened).toEqual([]);
  equipment.openTrial();
  await settled();
  expect(opened).toEqual([undefined]);
  expect(equipment.state.devices.microphones).toEqual([{ id: 'm-1', label: 'Built-in' }]);
  equipment.close();
  expect(stopped()).toBe(1);
});

test('another choice is tried at once, and only while the test is open', async () => {
  const { equipment, opened, played, stopped } = page();
  equipment.chooseMicrophone('m-1');
  await settled();
  expect(opened).toEqual([]);
  equipment.openTrial();
  await settled();
  equipment.chooseMicrophone('m-2');
  equipment.chooseSpeaker('s-1');
  await settled();
  expect(opened).toEqual(['m-1', 'm-2']);
  expect(stopped()).toBe(1);
  equipment.playTrialSound();
  await settled();
  expect(played).toEqual(['s-1']);
});

test('what was chosen before the start is chosen in the call', () => {
  const before = page();
  before.equipment.chooseMicrophone('m-2');
  before.equipment.chooseSpeaker('s-1');
  before.equipment.close();
  expect(page(before.memory).equipment.state.chosen).toEqual({ microphone: 'm-2', speaker: 's-1' });
});
