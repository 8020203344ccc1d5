import { titleCount } from '../shell/pageTitle.ts';
import type { AlertPorts } from './alerts.ts';

/** Two soft tones, 0.35 s in all; no file is fetched. */
function playChime(context: AudioContext): void {
  const start = context.currentTime;
  for (const [index, hertz] of [660, 880].entries()) {
    const tone = context.createOscillator();
    const loudness = context.createGain();
    const from = start + index * 0.16;
    tone.frequency.value = hertz;
    loudness.gain.setValueAtTime(0, from);
    loudness.gain.linearRampToValueAtTime(0.18, from + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, from + 0.19);
    tone.connect(loudness).connect(context.destination);
    tone.start(from);
    tone.stop(from + 0.2);
  }
}

/** Browsers play sound only after a person did something on the page; before that a chime is silent. */
function createChime(): () => void {
  let context: AudioContext | undefined;
  return () => {
    try {
      context ??= new AudioContext();
      const audio = context;
      if (audio.state === 'suspended') void audio.resume().then(() => playChime(audio));
      else playChime(audio);
    } catch {
      // No sound device: the title and the notification remain.
    }
  };
}

export const desktopPermission = (): NotificationPermission | 'unsupported' =>
  'Notification' in globalThis ? Notification.permission : 'unsupported';

/** A notification of the desktop, when this page is not seen and the person allowed them; a newer of a tag replaces it. */
export function notifyDesktop(tag: string, heading: string, body: string): void {
  if (document.visibilityState === 'visible' || desktopPermission() !== 'granted') return;
  try {
    const shown = new Notification(heading, { body, tag });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
  } catch {
    // Chrome on Android knows no `new Notification`; sound and title remain.
  }
}

/** `notification` says the words in the person's language. */
export function browserAlerts(notification: (count: number) => { title: string; body: string }): AlertPorts {
  return {
    chime: createChime(),
    notify: (count) => {
      const { title: heading, body } = notification(count);
      notifyDesktop('indiretta-waiting', heading, body);
    },
    countInTitle: titleCount,
    every: (ms, call) => {
      const timer = setInterval(call, ms);
      return () => clearInterval(timer);
    },
  };
}
