import { openPanel } from '../panel/main.tsx';

void openPanel(document.body, { locale: navigator.language });
