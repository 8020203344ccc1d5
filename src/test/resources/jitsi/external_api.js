// Stands in for Jitsi's external_api.js: the same class, the frame with the same permissions, events from the frame.
(() => {
  const { origin, host } = new URL(document.currentScript.src);
  window.JitsiMeetExternalAPI = class {
    #frame = document.createElement('iframe');
    #listeners = new Map();
    #muted = { audio: false, video: true };
    #heard = ({ source, origin: from, data }) => {
      if (source !== this.#frame.contentWindow || from !== origin) return;
      if (data.event === 'audioMuteStatusChanged') this.#muted.audio = data.said.muted;
      for (const call of this.#listeners.get(data.event) ?? []) call(data.said);
    };

    constructor(domain, { roomName, jwt, parentNode, width, height, onload, lang }) {
      if (domain !== host) throw new Error(`served by ${host}, asked for at ${domain}`);
      this.#frame.allow =
        'autoplay; camera; clipboard-write; compute-pressure; display-capture; hid; microphone; screen-wake-lock; speaker-selection';
      this.#frame.name = 'jitsiConferenceFrame0';
      this.#frame.style.width = width;
      this.#frame.style.height = height;
      this.#frame.style.border = 0;
      this.#frame.onload = onload;
      this.#frame.src = `${origin}/${roomName}?jwt=${jwt}#lang=${lang}`;
      window.addEventListener('message', this.#heard);
      parentNode.appendChild(this.#frame);
    }
    addListener(event, call) {
      this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), call]);
    }
    isAudioMuted() {
      return Promise.resolve(this.#muted.audio);
    }
    isVideoMuted() {
      return Promise.resolve(this.#muted.video);
    }
    dispose() {
      window.removeEventListener('message', this.#heard);
      this.#frame.remove();
    }
  };
})();
