import type { MantineColorsTuple } from '@mantine/core';

/*
 * Shade 7 is the filled one in both schemes: white on it and it on white both pass 4.5:1 (WCAG 1.4.3).
 * Shades 0 to 3 carry text in dark, shade 7 and darker in light.
 */

/** The lake of the town: calm enough to look at all day. */
export const lake: MantineColorsTuple = [
  '#eef6f8',
  '#d9e9ee',
  '#b3d2dc',
  '#8ab9c8',
  '#66a3b6',
  '#4b92a8',
  '#2f7f97',
  '#1a677f',
  '#12566b',
  '#0c4557',
];

/** The red button; in the console only the brand's dot and what cannot be undone. */
export const red: MantineColorsTuple = [
  '#fdf0f0',
  '#fadcdc',
  '#f4bcbc',
  '#ef9c9c',
  '#e57474',
  '#d64d4d',
  '#c93434',
  '#b32525',
  '#961b1b',
  '#7a1414',
];

export const green: MantineColorsTuple = [
  '#edf7f0',
  '#d8ecdf',
  '#b0d9be',
  '#86c59c',
  '#62b37e',
  '#48a267',
  '#328a52',
  '#216c3f',
  '#185932',
  '#104726',
];

/** Waiting, and internal notes. */
export const amber: MantineColorsTuple = [
  '#fdf6e7',
  '#faeacb',
  '#f3d598',
  '#ecbf62',
  '#e6ad38',
  '#d3981f',
  '#b37d11',
  '#825807',
  '#6c4804',
  '#573a02',
];

export const gray: MantineColorsTuple = [
  '#f5f7f8',
  '#ecf0f2',
  '#e0e6e9',
  '#d1d8dd',
  '#b8c2c9',
  '#98a4ad',
  '#6b7882',
  '#525d65',
  '#3c464e',
  '#22292f',
];

export const dark: MantineColorsTuple = [
  '#e1e6ea',
  '#c0c9cf',
  '#a3afb8',
  '#7d8a94',
  '#4a5660',
  '#38424b',
  '#262f36',
  '#1b2228',
  '#151b20',
  '#0f1418',
];
