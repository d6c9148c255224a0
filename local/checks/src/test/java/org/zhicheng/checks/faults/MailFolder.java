package org.zhicheng.checks.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

/** The mails that the stack sent, from their files; each is read once. */
final class MailFolder {

    private final Path folder;
    private final Session session = Session.getInstance(new Properties());
    private final Set<Path> read = new HashSet<>();
    private final Map<String, List<String>> subjects = new TreeMap<>();

    MailFolder(Path state) {
        this.folder = state.resolve("mail");
    }

    /** Subjects of the mails to an address. */
    synchronized List<String> to(String address) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".eml")).filter(read::add).forEach(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(subjects.getOrDefault(address, List.of()));
    }

    private void read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage(session, in);
            String to = ((InternetAddress) message.getRecipients(Message.RecipientType.TO)[0]).getAddress();
            subjects.computeIfAbsent(to, address -> new ArrayList<>()).add(message.getSubject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }
}
