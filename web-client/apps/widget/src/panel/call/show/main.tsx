import type { Clock, Connection } from '@indiretta/connection';
import type { CallId, ConsultationId } from '@indiretta/protocol';
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { CallKit } from '../kit.ts';
import type { Talking } from '../Talking.ts';
import { PointedPlace } from './PointedPlace.tsx';
import { browserShowing, Showing } from './Showing.ts';
import { ShowPart } from './ShowPart.tsx';
import styles from './show.css?inline';

/** What a call shows, with its screen. */
export interface ShowScreens {
  readonly Part: ComponentType<{ readonly kit: CallKit }>;
  /** Over the page, while the page is what is shown. */
  readonly Cover: ComponentType;
  close(): void;
}

interface Given {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly consultation: ConsultationId;
  readonly call: CallId;
  readonly talking: Talking;
  readonly wear: (styles: string) => void;
}

let worn = false;

/** Begins with what one call shows. */
export function startShow({ wear, ...ports }: Given): ShowScreens {
  if (!worn) wear(styles);
  worn = true;
  const showing = new Showing({ ...browserShowing, ...ports });
  const useShowing = () => {
    const [, drawAgain] = useState(showing.state);
    useEffect(() => showing.onChange(drawAgain), []);
    return showing.state;
  };
  return {
    Part: ({ kit }) => <ShowPart kit={kit} showing={useShowing()} intents={showing} />,
    Cover: () => {
      const { onThisPage, pointed } = useShowing();
      return onThisPage && pointed ? <PointedPlace pointed={pointed} onPage /> : null;
    },
    close: () => showing.close(),
  };
}
