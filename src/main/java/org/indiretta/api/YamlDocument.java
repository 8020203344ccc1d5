package org.indiretta.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML text as a tree that knows on which line each of its parts stands, and gathers what is
 * wrong with them. Plain data only: no tags, no anchors; what is neither {@code true}, {@code
 * false}, {@code null} nor a whole number is a text, {@code 08:00} and {@code no} too.
 */
final class YamlDocument {
  /** More are not told: a file with so many is another kind of file. */
  static final int MOST_PROBLEMS = 100;

  private static final int DEEPEST = 20;
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d{0,8})");
  private static final Pattern FIELD =
      Pattern.compile("([A-Za-z]+(?:\\.[A-Za-z]+)*)(?: \\(..\\))?: (.*)");

  private final Map<String, Integer> lines = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private JsonNode root = JsonNodeFactory.instance.missingNode();

  /**
   * What is wrong.
   *
   * @param line from 1
   * @param path as {@code sites[0].groups[1].name}; empty for the whole text
   */
  record Problem(int line, String path, String message) {}

  private YamlDocument() {}

  static YamlDocument of(String text) {
    YamlDocument document = new YamlDocument();
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST);
    options.setCodePointLimit(Math.toIntExact(BodyLimits.PHOTO_BYTES));
    try {
      Node node = new Yaml(options).compose(new StringReader(text));
      if (node == null) {
        document.problems.add(new Problem(1, "", "the file is empty"));
      } else {
        document.root = document.tree(node, "");
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      document.problems.add(new Problem(line, "", "not YAML: " + e.getProblem()));
    } catch (YAMLException e) {
      document.problems.add(new Problem(1, "", "not YAML: " + e.getMessage()));
    }
    return document;
  }

  JsonNode root() {
    return root;
  }

  /** By line; at most {@link #MOST_PROBLEMS}. */
  List<Problem> problems() {
    return problems.stream()
        .sorted(Comparator.comparingInt(Problem::line))
        .limit(MOST_PROBLEMS)
        .toList();
  }

  /** Something at this place is wrong. */
  void refuse(String path, String message) {
    problems.add(new Problem(line(path), path, message));
  }

  /** The line of this place, or of what it stands in. */
  private int line(String path) {
    String place = path;
    while (!lines.containsKey(place) && !place.isEmpty()) {
      int end = Math.max(place.lastIndexOf('.'), place.lastIndexOf('['));
      place = end < 0 ? "" : place.substring(0, end);
    }
    return lines.getOrDefault(place, 1);
  }

  /** Whether it is an object with these fields and no others; what is wrong with it is noted. */
  boolean isObject(JsonNode node, String path, Set<String> must, Set<String> may) {
    if (!node.isObject()) {
      refuse(path, "fields are expected: " + String.join(", ", must.stream().sorted().toList()));
      return false;
    }
    Set<String> missing = new HashSet<>(must);
    node.fieldNames()
        .forEachRemaining(
            name -> {
              missing.remove(name);
              if (!must.contains(name) && !may.contains(name)) {
                refuse(path.isEmpty() ? name : path + "." + name, "not a known field");
              }
            });
    missing.stream().sorted().forEach(name -> refuse(path, name + " is missing"));
    return missing.isEmpty();
  }

  /** A list; an empty one where there is none, which is noted. */
  List<JsonNode> list(JsonNode node, String path) {
    List<JsonNode> items = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(items::add);
    } else {
      refuse(path, "a list is expected");
    }
    return items;
  }

  /** The part as a value; null when it is none, which is noted. */
  <T> T read(JsonNode node, String path, Class<T> type) {
    try {
      return ApiJson.read(node, type);
    } catch (JsonMappingException e) {
      refuse(path, e);
    } catch (JsonProcessingException e) {
      refuse(path, "not readable");
    }
    return null;
  }

  private void refuse(String path, JsonMappingException e) {
    StringBuilder place = new StringBuilder(path);
    for (JsonMappingException.Reference part : e.getPath()) {
      if (part.getFieldName() == null) {
        place.append('[').append(part.getIndex()).append(']');
      } else {
        place.append('.').append(part.getFieldName());
      }
    }
    switch (e) {
      case UnrecognizedPropertyException unknown -> refuse(place.toString(), "not a known field");
      case InvalidFormatException format when format.getCause() == null ->
          refuse(place.toString(), "not one of the expected values");
      default -> {
        if (e.getCause() instanceof IllegalArgumentException refused) {
          refuse(place.toString(), refused);
        } else {
          refuse(place.toString(), "something else is expected here");
        }
      }
    }
  }

  /** What a constructor said; the field it names is looked for below this place. */
  void refuse(String path, IllegalArgumentException why) {
    Matcher named = FIELD.matcher(String.valueOf(why.getMessage()));
    if (named.matches()) {
      String field = named.group(1);
      String last = path.substring(path.lastIndexOf('.') + 1);
      String place = field.startsWith(last + ".") ? field.substring(last.length() + 1) : field;
      boolean isIt = field.equals(last);
      refuse(
          isIt || !lines.containsKey(path + "." + place) ? path : path + "." + place,
          named.group(2));
    } else {
      refuse(path, String.valueOf(why.getMessage()));
    }
  }

  // ── the tree ──────────────────────────────────────────────────────────────────────────────────

  private JsonNode tree(Node node, String path) {
    lines.put(path, node.getStartMark().getLine() + 1);
    if (node.getAnchor() != null || !seen.add(node)) {
      refuse(path, "anchors are not read: write it out");
      return JsonNodeFactory.instance.nullNode();
    }
    return switch (node) {
      case MappingNode mapping -> object(mapping, path);
      case SequenceNode sequence -> array(sequence, path);
      case ScalarNode scalar -> scalar(scalar);
      default -> JsonNodeFactory.instance.nullNode();
    };
  }

  private ObjectNode object(MappingNode mapping, String path) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (NodeTuple field : mapping.getValue()) {
      if (!(field.getKeyNode() instanceof ScalarNode key)) {
        refuse(path, "the name of a field is expected");
        continue;
      }
      String below = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
      int line = key.getStartMark().getLine() + 1;
      if (object.has(key.getValue())) {
        problems.add(new Problem(line, below, "is there twice"));
        continue;
      }
      JsonNode value = tree(field.getValueNode(), below);
      lines.put(below, line);
      if (!value.isNull()) {
        object.set(key.getValue(), value);
      }
    }
    return object;
  }

  private ArrayNode array(SequenceNode sequence, String path) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Node item : sequence.getValue()) {
      array.add(tree(item, path + "[" + array.size() + "]"));
    }
    return array;
  }

  private static JsonNode scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    if (scalar.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN) {
      return JsonNodeFactory.instance.textNode(text);
    }
    return switch (text) {
      case "true" -> JsonNodeFactory.instance.booleanNode(true);
      case "false" -> JsonNodeFactory.instance.booleanNode(false);
      case "", "~", "null" -> JsonNodeFactory.instance.nullNode();
      default ->
          WHOLE.matcher(text).matches()
              ? JsonNodeFactory.instance.numberNode(Integer.parseInt(text))
              : JsonNodeFactory.instance.textNode(text);
    };
  }
}
