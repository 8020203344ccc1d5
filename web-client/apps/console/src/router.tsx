import { Container, Title } from '@mantine/core';
import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { useWords } from './words/WordsContext.ts';

function Home() {
  const words = useWords();
  return (
    <Container component="main" py="xl">
      <Title order={1}>{words.button({})}</Title>
    </Container>
  );
}

const root = createRootRoute();
const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });

export const consoleRouter = createRouter({ routeTree: root.addChildren([home]), basepath: '/console' });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof consoleRouter;
  }
}
