/** Where files lie, and the port to them. */
package org.zhicheng.dossier.files;
