package org.indiretta.app;

import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import org.indiretta.redis.RedisUrl;

/**
 * The Redis between several servers.
 *
 * @param trusted who vouches for its certificate; empty: those the Java machine knows
 */
record RedisSettings(RedisUrl url, Optional<KeyStore> trusted) {
  static Optional<RedisSettings> of(SettingsReader.Values values) {
    String text = values.text(SettingKey.REDIS_URL);
    String ca = values.text(SettingKey.REDIS_CA);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    RedisUrl url;
    try {
      url = RedisUrl.parse(text);
    } catch (IllegalArgumentException e) {
      throw values.refused(SettingKey.REDIS_URL, e.getMessage());
    }
    if (values.text(SettingKey.DATABASE_URL).isEmpty()) {
      throw values.refused(
          SettingKey.DATABASE_URL, "several servers share one: it is expected with redis.url");
    }
    if (ca.isEmpty()) {
      return Optional.of(new RedisSettings(url, Optional.empty()));
    }
    if (!url.tls()) {
      throw values.refused(SettingKey.REDIS_CA, "a redis.url with rediss:// is expected with it");
    }
    KeyStore trusted = PemFile.read(SettingKey.REDIS_CA, Path.of(ca)).certificates();
    return Optional.of(new RedisSettings(url, Optional.of(trusted)));
  }
}
