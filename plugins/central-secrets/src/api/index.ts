export * from './centralSecretsApi';
