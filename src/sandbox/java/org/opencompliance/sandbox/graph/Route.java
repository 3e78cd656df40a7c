package org.opencompliance.sandbox.graph;

import java.util.List;

/**
 * The operation for a method and a path.
 *
 * @param user id or user principal name, empty for none; likewise the keys of folder, message and attachment
 */
record Route(GraphOperation operation, String user, String folder, String message, String attachment) {

    /** Parses the decoded segments after {@code /v1.0}; an unknown operation becomes {@code OTHER}. */
    static Route of(String method, List<String> path) {
        if (isGroup(method, path)) {
            return new Route(GraphOperation.GET_GROUP, "", path.get(1), "", "");
        }
        if (path.isEmpty() || !path.get(0).equals("users")) {
            return new Route(GraphOperation.OTHER, "", "", "", "");
        }
        String user = path.size() > 1 ? path.get(1) : "";
        if (path.size() <= 2) {
            GraphOperation users = user.isEmpty() ? GraphOperation.LIST_USERS : GraphOperation.GET_USER;
            return new Route(method.equals("GET") ? users : GraphOperation.OTHER, user, "", "", "");
        }
        List<String> rest = path.subList(2, path.size());
        return ofUser(method, user, rest);
    }

    private static boolean isGroup(String method, List<String> path) {
        return path.size() == 2 && path.get(0).equals("groups") && method.equals("GET");
    }

    private static Route ofUser(String method, String user, List<String> rest) {
        Route found = new Route(GraphOperation.OTHER, user, "", "", "");
        return switch (rest.get(0)) {
            case "messages" -> messages(method, found, rest);
            case "mailFolders" -> folders(method, user, rest);
            case "checkMemberGroups" -> found.on(method, GraphOperation.OTHER, GraphOperation.CHECK_GROUPS);
            default -> of(method, List.of());
        };
    }

    private static Route folders(String method, String user, List<String> rest) {
        String folder = rest.size() > 1 ? rest.get(1) : "";
        Route found = new Route(GraphOperation.OTHER, user, folder, "", "");
        if (rest.size() == 1 || (rest.size() == 3 && rest.get(2).equals("childFolders"))) {
            return found.on(method, GraphOperation.LIST_FOLDERS, GraphOperation.CREATE_FOLDER);
        }
        if (rest.size() == 2) {
            return found.one(
                    method, GraphOperation.GET_FOLDER, GraphOperation.UPDATE_FOLDER, GraphOperation.DELETE_FOLDER);
        }
        return rest.get(2).equals("messages") ? messages(method, found, rest.subList(2, rest.size())) : found;
    }

    private static Route messages(String method, Route place, List<String> rest) {
        if (rest.size() == 1) {
            return place.on(method, GraphOperation.LIST_MESSAGES, GraphOperation.CREATE_MESSAGE);
        }
        Route found = new Route(GraphOperation.OTHER, place.user, place.folder, rest.get(1), "");
        if (rest.size() == 2) {
            return found.one(
                    method, GraphOperation.GET_MESSAGE, GraphOperation.UPDATE_MESSAGE, GraphOperation.DELETE_MESSAGE);
        }
        boolean content = rest.size() == 5 && rest.get(4).equals("$value");
        String third = rest.size() <= 4 || content ? rest.get(2) : "";
        return switch (third) {
            case "attachments" -> attachments(method, found, rest);
            case "move" -> found.on(method, GraphOperation.OTHER, GraphOperation.MOVE_MESSAGE);
            case "$value" -> found.on(method, GraphOperation.GET_MIME, GraphOperation.OTHER);
            default -> found;
        };
    }

    private static Route attachments(String method, Route found, List<String> rest) {
        if (rest.size() == 3) {
            return found.on(method, GraphOperation.LIST_ATTACHMENTS, GraphOperation.CREATE_ATTACHMENT);
        }
        if (rest.get(3).equals("createUploadSession")) {
            return found.on(method, GraphOperation.OTHER, GraphOperation.CREATE_UPLOAD_SESSION);
        }
        Route one = new Route(GraphOperation.OTHER, found.user, found.folder, found.message, rest.get(3));
        if (rest.size() == 5) {
            return one.on(method, GraphOperation.GET_ATTACHMENT_CONTENT, GraphOperation.OTHER);
        }
        return one.one(method, GraphOperation.GET_ATTACHMENT, GraphOperation.OTHER, GraphOperation.DELETE_ATTACHMENT);
    }

    private Route on(String method, GraphOperation get, GraphOperation post) {
        return as(method.equals("GET") ? get : method.equals("POST") ? post : GraphOperation.OTHER);
    }

    private Route one(String method, GraphOperation get, GraphOperation patch, GraphOperation delete) {
        return as(
                switch (method) {
                    case "GET" -> get;
                    case "PATCH" -> patch;
                    case "DELETE" -> delete;
                    default -> GraphOperation.OTHER;
                });
    }

    private Route as(GraphOperation other) {
        return new Route(other, user, folder, message, attachment);
    }

    /** Whether the request goes to Exchange and not to the directory. */
    boolean aboutMailbox() {
        return switch (operation) {
            case LIST_USERS, GET_USER, CHECK_GROUPS, GET_GROUP, OTHER, VIEW -> false;
            default -> true;
        };
    }
}
