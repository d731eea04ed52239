declare module '@mantine/notifications/styles.css';
declare module '@mantine/spotlight/styles.css';
