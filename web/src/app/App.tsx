import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { RouterProvider } from 'react-router/dom';
import { queries } from '../api/client';
import { listenToKeys } from '../design/keyboard/shortcuts';
import { cssVariables, theme } from '../design/theme';
import classes from './App.module.css';
import { router } from './router';

// public/early.js reads the same key before the first paint.
const colourScheme = localStorageColorSchemeManager({ key: 'colour-scheme' });

export function App() {
  useEffect(listenToKeys, []);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={colourScheme}
    >
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-right" limit={3} className={classes.toasts} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
