import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records with Kafka's own producer: BROKERS TOPIC-PREFIX CODEC... The digest of each value is in its header. */
class ProduceWith {
  private static final int SMALL = 3000;
  private static final int[] LARGE = {70_000, 300_000, 950_000};

  public static void main(String[] args) throws Exception {
    for (int n = 2; n < args.length; n++) produce(args[0], args[1] + args[n], args[n]);
  }

  private static void produce(String brokers, String topic, String codec) throws Exception {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", brokers);
    settings.put("compression.type", codec);
    settings.put("acks", "all");
    settings.put("linger.ms", "20");
    settings.put("batch.size", "1000000");
    settings.put("max.request.size", "1048576");
    settings.put("buffer.memory", "67108864");
    Random random = new Random(42);
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes)) {
      for (int n = 0; n < SMALL; n++) {
        String text = "{\"dossierCode\":\"000.00.16.H57-" + n + "\",\"status\":\"Đang xử lý\",\"n\":" + random.nextInt() + "}";
        send(producer, topic, text.getBytes(StandardCharsets.UTF_8));
      }
      for (int size : LARGE) {
        // One that compresses to next to nothing, one that does not compress at all, one in between.
        send(producer, topic, "Quyết định ".repeat(size / 18).getBytes(StandardCharsets.UTF_8));
        byte[] noise = new byte[size];
        random.nextBytes(noise);
        send(producer, topic, noise);
        byte[] letters = new byte[size];
        for (int at = 0; at < size; at++) letters[at] = (byte) ('a' + random.nextInt(12));
        send(producer, topic, letters);
      }
    }
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, String topic, byte[] value) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(value);
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0, null, value);
    record.headers().add("digest", HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII));
    // The first failure ends the run with its stack.
    producer.send(record, (sent, failure) -> { if (failure != null) { failure.printStackTrace(); System.exit(1); } });
  }
}
