package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the first command carries: 256 random bits in base64url, 43 characters. Never logged. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Credential.Token.class, name = "token"),
  @JsonSubTypes.Type(value = Credential.Ticket.class, name = "ticket"),
  @JsonSubTypes.Type(value = Credential.Guest.class, name = "guest")
})
public sealed interface Credential {
  /** A citizen's capability token, from {@code POST /api/v1/citizens}. */
  record Token(String value) implements Credential {
    public Token {
      secret(value);
    }

    @Override
    public String toString() {
      return "Token[…]";
    }
  }

  /**
   * A staff member's socket ticket, good once and for 30 s, from {@code POST
   * /api/v1/socket-tickets}.
   */
  record Ticket(String value) implements Credential {
    public Ticket {
      secret(value);
    }

    @Override
    public String toString() {
      return "Ticket[…]";
    }
  }

  /** A guest's token, from {@code POST /api/v1/guests}; good as long as the place in the call. */
  record Guest(String value) implements Credential {
    public Guest {
      secret(value);
    }

    @Override
    public String toString() {
      return "Guest[…]";
    }
  }

  private static void secret(String value) {
    if (value == null || !value.matches("[A-Za-z0-9_-]{43}")) {
      throw new IllegalArgumentException("credential: 43 characters of base64url are expected");
    }
  }
}
